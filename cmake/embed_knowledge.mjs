// Writes the C++ source that holds the files of core/data: node embed_knowledge.mjs DATA_FOLDER LIST OUTPUT
// LIST names the files, one a line, relative to the folder; they are embedded in that order.
//
// JSON is made small first, for it travels to every reader inside the WebAssembly module: no white space, and none of
// what only people and tests read (examples; the `about` of files other than frameworks, whose `about` is shown).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Characters in one piece of a string literal, so that no line of the source is absurdly long. */
const CHUNK = 4000;

const [folder, list, output] = process.argv.slice(2);
if (!folder || !list || !output) {
  console.error('usage: node embed_knowledge.mjs DATA_FOLDER LIST OUTPUT');
  process.exit(2);
}

/**
 * The text to embed for a file.
 * @param {string} name
 */
function content(name) {
  const text = readFileSync(join(/** @type {string} */ (folder), name), 'utf8');
  if (!name.endsWith('.json')) return text;
  const keepsAbout = name.startsWith('frameworks/');
  try {
    return JSON.stringify(
      JSON.parse(text, (key, value) => {
        if (key === 'examples' && typeof value === 'object') return undefined;
        if (key === 'about' && typeof value === 'string' && !keepsAbout) return undefined;
        return value;
      }),
    );
  } catch (error) {
    console.error(`core/data/${name}: not valid JSON: ${/** @type {Error} */ (error).message}`);
    process.exit(1);
  }
}

/**
 * A C++ string literal, cut into pieces that the compiler joins.
 * @param {string} text
 */
function literal(text) {
  const bytes = Buffer.from(text, 'utf8');
  const pieces = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    let piece = '';
    for (const byte of bytes.subarray(at, at + CHUNK)) {
      if (byte === 0x22 || byte === 0x5c) piece += `\\${String.fromCharCode(byte)}`;
      else if (byte >= 0x20 && byte < 0x7f) piece += String.fromCharCode(byte);
      else piece += `\\${byte.toString(8).padStart(3, '0')}`;
    }
    pieces.push(`    "${piece}"`);
  }
  return pieces.length ? pieces.join('\n') : '    ""';
}

const names = readFileSync(list, 'utf8').split('\n').filter(Boolean);
const rows = names.map((name) => {
  const text = content(name);
  return `  {${JSON.stringify(name)},\n   {\n${literal(text)},\n    ${Buffer.byteLength(text)}}},`;
});

mkdirSync(dirname(output), { recursive: true });
writeFileSync(
  output,
  `// Generated from core/data by cmake/embed_knowledge.mjs. Do not edit.
#include <array>

#include "candour/candour.h"

namespace candour {
namespace {

constexpr std::array<KnowledgeFile, ${rows.length}> kFiles = {{
${rows.join('\n')}
}};

}  // namespace

std::span<const KnowledgeFile> built_in_knowledge() noexcept { return kFiles; }

}  // namespace candour
`,
);
