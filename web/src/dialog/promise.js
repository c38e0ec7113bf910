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
      'The whole of Candour runs in this page. There is no server that reads your text, no account, and the page counts no visits.',
    ),
    h('h3', null, 'What guarantees it'),
    h(
      'ul',
      null,
      h(
        'li',
        null,
        hosted
          ? 'The page carries a rule (its Content-Security-Policy) by which your browser lets it, and the workers that read for it, load from and send to no other place than the site it came from, and there it only fetches its own parts: no images, forms, fonts or frames from elsewhere.'
          : 'The page carries a rule (its Content-Security-Policy) by which your browser lets it, and the workers that read for it, load from and send to no address at all.',
      ),
      h(
        'li',
        null,
        'It can run no script but its own, and never turns text into markup, so a hostile document can do nothing here.',
      ),
      h(
        'li',
        null,
        'Drafts are kept in your browser’s own storage on this device. They are listed in Settings, where one or all are erased, and where keeping them can be turned off altogether.',
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
        'What a link or a Candour file brings is checked field by field. It never takes the place of your own work, or brings rules of its own, unless you agree.',
      ),
    ),
    h('h3', null, 'What nobody can promise'),
    h(
      'ul',
      null,
      h(
        'li',
        null,
        'That the device itself is clean: an extension of the browser with leave to read pages can read this one too. For an embargoed text use a window without extensions.',
      ),
      h(
        'li',
        null,
        'That a link stays where you send it: the text in it lies in the mail or chat that carries it, and in the history of a browser that opens it, which some browsers copy to an account. For such a text use a passphrase, or send a file.',
      ),
      hosted
        ? h(
            'li',
            null,
            'That whoever publishes this page never changes it: a newer version asks before it takes over, but it is theirs. The single file is what it is for good; its checksum is published with it.',
          )
        : null,
    ),
    h('h3', null, 'How to check'),
    h(
      'ul',
      null,
      h(
        'li',
        null,
        hosted
          ? 'Turn the network off a few seconds after the page has loaded, when your browser has stored all of it, and go on working: everything works. (Private windows of some browsers store nothing; PDF and Word files then need the network to fetch their readers.)'
          : 'Turn the network off and go on working: everything works.',
      ),
      h(
        'li',
        null,
        'Or open your browser’s developer tools at “Network” while you paste: no request appears.',
      ),
      h('li', null, 'The policy stands at the top of the page’s source: look for “Content-Security-Policy”.'),
      h('li', null, inOneFile()),
    ),
    h('div', { class: 'aside' }, licences()),
  );
}
