// The list of keys.
import { LIST } from '../keys.js';
import { h, openDialog } from './dialog.js';

export function openKeys() {
  openDialog(
    'keys',
    'Keys',
    h('p', { class: 'aside' }, 'Single letters work when you are not typing: in the card and in the lists.'),
    h(
      'dl',
      { class: 'keys' },
      LIST.map(([keys, what]) =>
        h(
          'div',
          null,
          h(
            'dt',
            null,
            keys.split(' ').map((k) => h('kbd', null, k)),
          ),
          h('dd', null, what),
        ),
      ),
    ),
  );
}
