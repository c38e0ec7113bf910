// What Vite makes of imports that are not JavaScript, and a module that it puts in another's place.
/// <reference types="vite/client" />

declare module 'style-mod-original' {
  export { StyleModule } from 'style-mod';
}
