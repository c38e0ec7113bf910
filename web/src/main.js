// Puts the page together.
import { EditorView } from '@codemirror/view';
import { listen } from './actions.js';
import { compareActions, drawComparison, takesFiles } from './compare/dialog.js';
import { draftActions } from './dialog/drafts.js';
import { openKeys } from './dialog/keys.js';
import { openPromise } from './dialog/promise.js';
import { refreshSettings, settingsActions } from './dialog/settings.js';
import { listenForFiles, openSample } from './documents.js';
import { exportActions } from './export/dialog.js';
import { importActions, openFiles } from './import/open.js';
import { listenForPastes } from './import/paste.js';
import { severalActions } from './import/several.js';
import { createEditor } from './editor/editor.js';
import { Draft } from './keep/draft.js';
import { listenToKeys } from './keys.js';
import { Live } from './live.js';
import { choose, draw, placeCard, typed } from './page.js';
import { drawReport } from './report/report.js';
import { startAnalyser } from './run/analyser.js';
import { appActions, startApp, takeHandedOver } from './share/app.js';
import { arrive, arriveActions, listenForLinks, prepareArrival } from './share/arrive.js';
import { shareActions } from './share/dialog.js';
import { Quick } from './run/quick.js';
import { Runner, runs } from './run/runner.js';
import { setAnalysis } from './state/analysis.js';
import { documentField, setDocument } from './state/document.js';
import { setRecord } from './state/record.js';
import { loadSettings, saveSettings, setSettings, settingsField } from './state/settings.js';
import { setView, viewField } from './state/view.js';

/** @typedef {import('./actions.js').App} App */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {import('./state/settings.js').Settings} settings */
function look({ theme, size }) {
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.size = size;
}

const settings = loadSettings();
look(settings);

/** @type {Runner | null} */
let runner = null;
/** @type {Draft | null} */
let draft = null;
const live = new Live(byId('live'));
let drawing = 0;

const onUpdate = EditorView.updateListener.of((update) => {
  live.update(update);
  draft?.update(update);
  const { view, startState, state, transactions } = update;
  if (!transactions.length) return placeCard(view);
  if (update.docChanged) typed();
  if (startState.field(viewField).selected !== state.field(viewField).selected && !update.docChanged)
    choose();
  if (startState.field(settingsField) !== state.field(settingsField)) {
    look(state.field(settingsField));
    saveSettings(state.field(settingsField));
  }
  if (startState.field(documentField) !== state.field(documentField))
    queueMicrotask(() => refreshSettings(app));
  drawing ||= requestAnimationFrame(() => {
    drawing = 0;
    draw(view);
  });
});

const view = createEditor(byId('editor'), [onUpdate, runs(() => runner)]);
view.dispatch({ effects: [setSettings.of(settings), setDocument.of({ framework: settings.framework })] });

const analyser = startAnalyser(() =>
  view.dispatch({
    effects: setView.of({
      notice: {
        kind: 'info',
        text: 'The reader stopped by itself and was started again. Your text is safe.',
        act: 'again',
        actName: 'Read it again',
      },
    }),
  }),
);
runner = new Runner(view, analyser, new Quick(view, () => startAnalyser(() => {})));
draft = new Draft(view);

analyser
  .then((ready) => ready.frameworks())
  .then((frameworks) => view.dispatch({ effects: setDocument.of({ frameworks }) }))
  .catch((/** @type {Error} */ error) =>
    view.dispatch({ effects: setAnalysis.of({ phase: 'failed', error: error.message }) }),
  );

/** @type {App} */
const app = {
  view,
  runner,
  analyser,
  more: {
    ...settingsActions,
    ...draftActions(() => draft),
    ...shareActions,
    ...arriveActions,
    ...exportActions,
    ...importActions,
    ...severalActions,
    ...appActions,
    ...compareActions,
    keys: openKeys,
    promise: openPromise,
    sample: openSample,
    open: () => byId('file').click(),
    print: () => window.print(),
    erase() {
      const { framework, own } = view.state.field(documentField);
      setRecord(view, {
        ...{ version: 1, text: '', title: '', framework, ownFramework: own, corrections: [] },
        view: { tab: 'summary', order: 'text', filters: [], ticked: [] },
      });
      view.dispatch({
        effects: setView.of({
          notice: {
            kind: 'info',
            text: 'Erased, here and on this device.',
            act: 'undo',
            actName: 'Bring it back',
          },
        }),
      });
      view.focus();
      void draft?.erase();
    },
  },
};

listen(app);
listenToKeys(app);
listenForFiles(app, (_, files) => takesFiles(app, files) || openFiles(app, files));
listenForPastes(view);
listenForLinks(app);
window.addEventListener('beforeprint', () => {
  if (!drawComparison(byId('report'))) drawReport(view.state, byId('report'));
});
for (const [target, event] of /** @type {const} */ ([
  [window, 'resize'],
  [window, 'scroll'],
  [view.scrollDOM, 'scroll'],
]))
  target.addEventListener(event, () => placeCard(view), { passive: true });

draw(view);
prepareArrival();
void draft.open().then(async () => {
  await arrive(app);
  // Nobody dropped these here: they ask before they replace anything.
  await takeHandedOver((files) => void openFiles(app, files, { ask: true }));
  // Last: a document that opens takes the notices with it, and an update has one to give.
  startApp(app);
});
if (window.matchMedia('(min-width: 52rem)').matches) view.focus();
