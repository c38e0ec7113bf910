// Stands in for CodeMirror's `style-mod` (see vite.config.js): its rules go into a constructed style sheet, where the
// original writes a <style> element that our Content-Security-Policy rightly refuses.
import { StyleModule as Rules } from 'style-mod-original';

/** @type {WeakMap<Document, { sheet: CSSStyleSheet, mounted: Rules[] }>} */
const sheets = new WeakMap();

export class StyleModule extends Rules {
  /**
   * @param {Document | ShadowRoot} root
   * @param {Rules[] | Rules} modules
   */
  static mount(root, modules) {
    const doc = root instanceof Document ? root : root.ownerDocument;
    let own = sheets.get(doc);
    if (!own) {
      own = { sheet: new CSSStyleSheet(), mounted: [] };
      sheets.set(doc, own);
      // First, so that the page's own style sheet has the last word where the two are equally specific.
      doc.adoptedStyleSheets = [own.sheet, ...doc.adoptedStyleSheets];
    }
    const wanted = Array.isArray(modules) ? modules : [modules];
    const added = wanted.filter((m) => !own.mounted.includes(m));
    if (!added.length) return;
    own.mounted = [...wanted, ...own.mounted.filter((m) => !wanted.includes(m))];
    own.sheet.replaceSync(own.mounted.map((m) => m.getRules()).join('\n'));
  }
}
