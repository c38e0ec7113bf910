// Files handed to the page and taken from it.

/**
 * Drops files of any kind.
 * @param {import('./reader.mjs').Reader} reader
 * @param {Record<string, Uint8Array | string>} files
 */
export async function dropBytes(reader, files) {
  const coded = Object.entries(files).map(([name, data]) => [name, Buffer.from(data).toString('base64')]);
  await reader.page.evaluate((list) => {
    const dataTransfer = new DataTransfer();
    for (const [name, data] of list)
      dataTransfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    document.body.dispatchEvent(event);
  }, coded);
}

/**
 * What the page saves when something is done: its download is caught.
 * @param {import('./reader.mjs').Reader} reader
 * @param {() => Promise<void>} act
 */
export async function caught(reader, act) {
  await reader.page.evaluate(() => {
    const whole = /** @type {any} */ (window);
    whole.caught = null;
    HTMLAnchorElement.prototype.click = function () {
      whole.caught = { name: this.download, href: this.href };
    };
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (/** @type {Blob} */ blob) => {
      whole.blob = blob;
      return make(blob);
    };
  });
  await act();
  await reader.until('saved', () => reader.page.evaluate(() => Boolean(/** @type {any} */ (window).caught)));
  const { name, data } = await reader.page.evaluate(async () => {
    const whole = /** @type {any} */ (window);
    const bytes = new Uint8Array(await whole.blob.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { name: whole.caught.name, data: btoa(text) };
  });
  return { name, data: new Uint8Array(Buffer.from(data, 'base64')) };
}

/**
 * What the page saves as one of its formats.
 * @param {import('./reader.mjs').Reader} reader
 * @param {string} id
 */
export const saved = (reader, id) =>
  caught(reader, async () => {
    await reader.click('nav [data-do="export"]');
    await reader.click(`#save [data-id="${id}"]`);
  });
