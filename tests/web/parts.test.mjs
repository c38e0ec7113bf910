// Parts of the page that need no browser: anchors that find their words again, JSON with the places of its values.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ChangeSet, EditorState, Text } from '@codemirror/state';
import fc from 'fast-check';
import { parsePlaced } from '../../web/src/dialog/json-place.js';
import { adopt, analysisField, setAnalysis } from '../../web/src/state/analysis.js';
import { anchorAt, carry } from '../../web/src/state/anchors.js';
import { correct, correctionsField } from '../../web/src/state/corrections.js';
import { documentField } from '../../web/src/state/document.js';
import { entriesField } from '../../web/src/state/entries.js';
import { setSettings, settingsField } from '../../web/src/state/settings.js';
import { viewField } from '../../web/src/state/view.js';
import { NAME } from './browser.mjs';

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c ', 'd. ', '\n', '😀'), maxLength: 60 });

if (NAME === 'chromium')
  describe('parts of the page', () => {
    test('an anchor holds on to its very words through any edit beside them', () => {
      fc.assert(
        fc.property(words, words, words, words, (before, quote, after, typed) => {
          fc.pre(quote.length > 0);
          const doc = Text.of((before + quote + after).split('\n'));
          const anchor = anchorAt(doc, before.length, before.length + quote.length);
          const edits = [
            { from: 0, to: before.length, insert: typed },
            { from: before.length + quote.length, to: doc.length, insert: typed },
          ].filter((e) => e.from !== before.length || e.to !== before.length);
          for (const edit of edits) {
            const changes = ChangeSet.of(edit, doc.length);
            const now = changes.apply(doc);
            const carried = carry(anchor, changes, now);
            assert.equal(carried.lost, false);
            assert.equal(now.sliceString(carried.from, carried.to), quote);
          }
        }),
      );
    });

    test('an anchor never points outside the text, whatever is replaced', () => {
      fc.assert(
        fc.property(
          words,
          fc.nat(60),
          fc.nat(60),
          fc.nat(60),
          fc.nat(60),
          words,
          (text, a, b, c, d, typed) => {
            const doc = Text.of(text.split('\n'));
            const inside = (/** @type {number} */ n) => Math.min(n, doc.length);
            const [from, to] = [Math.min(inside(a), inside(b)), Math.max(inside(a), inside(b))];
            fc.pre(from < to);
            const edit = {
              from: Math.min(inside(c), inside(d)),
              to: Math.max(inside(c), inside(d)),
              insert: typed,
            };
            const changes = ChangeSet.of(edit, doc.length);
            const now = changes.apply(doc);
            const carried = carry(anchorAt(doc, from, to), changes, now);
            assert.ok(carried.from >= 0 && carried.to <= now.length && carried.from <= carried.to);
            if (!carried.lost) assert.equal(now.sliceString(carried.from, carried.to), carried.quote);
          },
        ),
      );
    });

    test('what is made of a stretch of the text is what the whole list has there, after any edits and decisions', () => {
      /** @param {number} n */
      const finding = (n) => ({
        ...{
          id: `f${n}`,
          start: 20 * n + 2,
          end: 20 * n + 12,
          sentence: n,
          label: n % 2 ? 'concern' : 'strength',
        },
        ...{ severity: 1 + (n % 3), confidence: 0.5 + (n % 5) / 10, themes: [], because: [] },
      });
      const count = 30;
      const sentences = Array.from({ length: count }, (_, n) => {
        return { start: 20 * n, end: 20 * n + 19, speaker: Math.floor(n / 10) };
      });
      const analysis = /** @type {any} */ ({
        ...{ sentences, findings: sentences.map((_, n) => finding(n)), speakers: ['A', 'B', 'C'] },
        ...{ framework: 'generic', language: 'en' },
      });
      const doc = 'x'.repeat(20 * count);
      const place = fc.nat(20 * count);
      const edit = fc.record({ at: place, drop: fc.nat(30), insert: fc.string({ maxLength: 5 }) });
      fc.assert(
        fc.property(
          fc.array(edit, { maxLength: 4 }),
          fc.array(place, { maxLength: 3 }),
          fc.constantFrom(0, 0.75),
          place,
          place,
          (edits, decided, confidence, a, b) => {
            let state = EditorState.create({
              doc,
              extensions: [
                settingsField,
                viewField,
                documentField,
                analysisField,
                correctionsField,
                entriesField,
              ],
            });
            const effects = [setAnalysis.of(adopt(analysis)), setSettings.of({ confidence })];
            state = state.update({ effects }).state;
            decided.forEach((at, i) => {
              const to = Math.min(state.doc.length, at + 15);
              if (to <= at) return;
              /** @type {any} */
              const correction = {
                ...anchorAt(state.doc, at, to),
                id: `c${i}`,
                origin: 'reader',
                label: 'concern',
              };
              Object.assign(correction, { severity: 2, kind: 'judgement', trend: null, themes: [] });
              Object.assign(correction, { dismissed: i === 1, note: '' });
              state = state.update({ effects: correct.of({ id: `c${i}`, to: correction }) }).state;
            });
            for (const { at, drop, insert } of edits) {
              const from = Math.min(at, state.doc.length);
              const changes = { from, to: Math.min(from + drop, state.doc.length), insert };
              state = state.update({ changes }).state;
            }
            const entries = state.field(entriesField);
            const { all, counted } = entries;
            for (const e of all) assert.ok(e.from < e.to && e.to <= state.doc.length);
            const [from, to] = [Math.min(a, b), Math.max(a, b)];
            assert.deepEqual(
              entries.between(from, to),
              all.filter((e) => e.from < to && e.to > from),
            );
            assert.equal(entries.after(from)?.from, counted.find((e) => e.from > from)?.from);
            assert.equal(entries.before(from)?.from, counted.findLast((e) => e.from < from)?.from);
            /** @type {number[]} */
            const places = [];
            entries.eachPlace((at) => places.push(at));
            assert.deepEqual(
              places.sort((x, y) => x - y),
              counted.map((e) => e.from),
            );
            if (!edits.length && !decided.length)
              assert.deepEqual(
                all.map((e) => [e.from, e.speaker]),
                analysis.findings
                  .filter((/** @type {any} */ f) => f.confidence >= confidence)
                  .map((/** @type {any} */ f) => [f.start, Math.floor(f.sentence / 10)]),
              );
          },
        ),
      );
    });

    test('of several places with the same words the one in the same context is taken', () => {
      const doc = Text.of(['One says it is good. Two says it is good. Three says it is good.']);
      const at = doc.toString().indexOf('it is good', 30);
      const anchor = anchorAt(doc, at, at + 10);
      const text = 'New. One says it is good. Two says it is good. Three says it is good.';
      const changes = ChangeSet.of({ from: 0, to: doc.length, insert: text }, doc.length);
      const carried = carry(anchor, changes, changes.apply(doc));
      assert.equal(carried.from, at + 'New. '.length);
    });

    test('JSON is read as JSON.parse reads it, and each value has its line', () => {
      fc.assert(
        fc.property(fc.json({ maxDepth: 4 }), (json) => {
          const parsed = parsePlaced(json);
          assert.ok('value' in parsed, JSON.stringify(parsed));
          assert.deepEqual(parsed.value, JSON.parse(json));
        }),
      );
      const parsed = parsePlaced('{\n "a": [\n  1,\n  {"b/c": 2}\n ]\n}');
      assert.ok('lineOf' in parsed);
      assert.deepEqual(
        ['', '/a', '/a/0', '/a/1/b~1c', '/a/7/x'].map((p) => parsed.lineOf(p)),
        [1, 2, 3, 4, 2],
      );
    });

    test('broken JSON is refused with the line of the fault', () => {
      for (const [json, line] of /** @type {const} */ ([
        ['{\n"a": tru\n}', 2],
        ['[1,\n2\n3]', 3],
        ['{"a": 1}\n\nx', 3],
        ['', 1],
        ['{"a": "x\ny"}', 1],
      ])) {
        const parsed = parsePlaced(json);
        assert.ok('fault' in parsed, json);
        assert.equal(parsed.line, line, json);
      }
      fc.assert(
        fc.property(fc.string(), (text) => {
          let good = true;
          try {
            JSON.parse(text);
          } catch {
            good = false;
          }
          assert.equal('value' in parsePlaced(text), good);
        }),
      );
    });
  });
