// Why one can believe that nothing leaves, and how to check it oneself.
import { hosted } from '../run/site.js';
import { h, openDialog } from './dialog.js';

/** What the page is made of: beside it, or within the single file. */
function licences() {
  if (hosted) return h('a', { href: './licences.txt' }, 'Licences of what this page is made of');
  const text = document.getElementById('licences')?.textContent ?? '';
  return h(
    'details',
    null,
    h('summary', null, 'Licences of what this page is made of'),
    h('pre', null, text),
  );
}

/** The whole tool in one file: from the page that offers it, or what this file is. */
const inOneFile = () =>
  hosted
    ? [
        h('a', { href: './candour.html', download: 'candour.html' }, 'Download Candour as one file'),
        ': it works from a memory stick with no network at all, and its policy forbids every address.',
      ]
    : ['This is Candour in one file: its policy forbids every address, so even its own cannot be asked.'];

export function openPromise() {
  openDialog(
    'promise',
    'Nothing you paste leaves this device',
    h(
      'p',
      null,
      'The whole of Candour runs in this page. There is no server that reads your text, no account, no counting of visits.',
    ),
    h('h3', null, 'What guarantees it'),
    h(
      'ul',
      null,
      h(
        'li',
        null,
        'The page carries a rule (its Content-Security-Policy) by which your browser lets it reach only the files it was loaded from: no other address, no images, forms, fonts or frames from elsewhere.',
      ),
      h(
        'li',
        null,
        'It can run no script but its own, and never turns text into markup, so a hostile document can do nothing here.',
      ),
      h(
        'li',
        null,
        'Drafts are kept in your browser’s own storage on this device. They are listed in Settings, where one or all are erased.',
      ),
      h(
        'li',
        null,
        'A link that you share holds the text behind a “#”. Browsers never send that part to a server; whoever gets the link can read it, unless you lock it with a passphrase (AES-256, made on this device).',
      ),
      h(
        'li',
        null,
        'PDF and Word files are read here, in a worker of this page. Reports and files that you save are made here too; a report runs no script and loads nothing.',
      ),
      h(
        'li',
        null,
        'What a link or a file brings is checked field by field. It never takes the place of your own work, or brings rules of its own, unless you agree.',
      ),
    ),
    h('h3', null, 'What nobody can promise'),
    h(
      'p',
      null,
      'That the device itself is clean: an extension of the browser with leave to read pages can read this one too. For an embargoed text use a window without extensions, or the single file.',
    ),
    h('h3', null, 'How to check'),
    h(
      'ul',
      null,
      h('li', null, 'Turn the network off when the page has loaded, and go on working: everything works.'),
      h(
        'li',
        null,
        'Or open your browser’s developer tools at “Network” while you paste: no request appears.',
      ),
      h('li', null, 'The policy is the first line of the page’s source: look for “Content-Security-Policy”.'),
      h('li', null, inOneFile()),
    ),
    h('div', { class: 'aside' }, licences()),
  );
}
