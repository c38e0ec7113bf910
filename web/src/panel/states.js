// What the panel says when there is nothing to list: each state in words of its own.
import { h } from '../dom/patch.js';
import { button, legend } from './parts.js';

/** @typedef {import('./parts.js').Context} Context */

/**
 * The state that takes the place of the tab's content, or null when there is content.
 * @param {Context} context
 * @returns {import('../dom/patch.js').Description | null}
 */
export function instead(context) {
  const { state, analysis, view, entries } = context;
  const blank = state.doc.length === 0 || (analysis.phase === 'done' && isBlank(state.doc));
  if (blank && !entries.lost.length) return state.doc.length === 0 ? welcome(view.older) : spaces();
  if (analysis.phase === 'failed') return failed(analysis.error);
  if (analysis.phase === 'stopped') return stopped();
  const nothingYet = !analysis.findings.size && !analysis.current;
  if (analysis.phase === 'working' && nothingYet) return working();
  if (nothingYet && !entries.most) return h('div', { class: 'state', key: 'wait' });
  if (analysis.language !== 'en' && !view.anyLanguage) return foreign();
  if (analysis.phase === 'done' && !entries.all.length && !entries.lost.length)
    return nothing(entries.unsure);
  return null;
}

/** @param {import('@codemirror/state').Text} doc */
function isBlank(doc) {
  const some = 10_000;
  return doc.length <= some && !doc.toString().trim();
}

/**
 * @param {string} key
 * @param {string} title
 * @param {...import('../dom/patch.js').Loose} content
 */
const said = (key, title, ...content) =>
  h('div', { class: `state ${key}`, key }, h('h2', null, title), ...content);

/** @param {number} older drafts */
const welcome = (older) =>
  said(
    'welcome',
    'What does it say is good, and what is wrong?',
    h(
      'p',
      null,
      'Paste what an inspector, auditor, inquiry or witness said. Candour marks every strength and every concern, clause by clause, and tells you why. You can correct it.',
    ),
    legend(),
    h('p', null, button('Open the sample', 'sample', { class: 'primary' })),
    h('p', { class: 'aside' }, 'A six-minute statement about an invented police force.'),
    older
      ? h(
          'p',
          null,
          button(`Or take up ${older === 1 ? 'an older draft' : `one of ${older} older drafts`}`, 'drafts', {
            class: 'link',
          }),
        )
      : null,
  );

const spaces = () =>
  said('spaces', 'Only blank space so far', h('p', null, 'There are no words in the transcript yet.'));

const working = () =>
  said('working', 'Reading…', h('p', null, 'The findings appear here when the whole text has been read.'));

const stopped = () =>
  said(
    'stopped',
    'Stopped',
    h('p', null, 'The text is as you left it; it has not been read to the end.'),
    h('p', null, button('Read it again', 'again', { class: 'primary' })),
  );

const foreign = () =>
  said(
    'foreign',
    'This does not look like English',
    h(
      'p',
      null,
      'Candour knows the English of assessments only, so it has marked nothing rather than guess. You can mark passages yourself.',
    ),
    h('p', null, button('Show what it would mark', 'any-language')),
  );

/** @param {number} unsure */
const nothing = (unsure) =>
  said(
    'nothing',
    'Nothing found',
    h(
      'p',
      null,
      'Nothing in this text says that something goes well or badly. If you see it otherwise, select the words and mark them.',
    ),
    unsure
      ? h(
          'p',
          null,
          `${unsure} less sure findings are left out by your settings. `,
          button('Settings', 'settings', { class: 'link' }),
        )
      : null,
  );

/** @param {string} why */
const failed = (why) =>
  said(
    'failed',
    'That did not work',
    h('p', null, why),
    h('p', null, 'Your text is safe. '),
    h('p', null, button('Try again', 'again', { class: 'primary' })),
  );
