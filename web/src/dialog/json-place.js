// Where in a JSON text things are: the line of a syntax error, and the line of the value that a pointer names.

/**
 * @param {string} text
 * @param {number} at
 */
export function lineAt(text, at) {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

class Scanner {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    /** @type {Map<string, number>} offsets by JSON pointer */
    this.places = new Map();
  }

  blank() {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  /** @param {string} wanted */
  expect(wanted) {
    if (!this.text.startsWith(wanted, this.at))
      throw new SyntaxError(`Expected ${wanted === '"' ? 'a quotation mark' : `“${wanted}”`}`);
    this.at += wanted.length;
  }

  string() {
    const start = this.at;
    this.expect('"');
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      if (this.text[this.at] < ' ') throw new SyntaxError('A line break inside a quotation');
      this.at += this.text[this.at] === '\\' ? 2 : 1;
    }
    this.expect('"');
    return JSON.parse(this.text.slice(start, this.at));
  }

  /** @param {string} pointer @returns {void} */
  value(pointer) {
    this.blank();
    this.places.set(pointer, this.at);
    const c = this.text[this.at];
    if (c === '{') this.#members(pointer, '}', true);
    else if (c === '[') this.#members(pointer, ']', false);
    else if (c === '"') this.string();
    else {
      const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
        this.text.slice(this.at, this.at + 400),
      );
      if (!word)
        throw new SyntaxError(c === undefined ? 'The file ends too early' : `“${c}” is not expected here`);
      this.at += word[0].length;
    }
    this.blank();
  }

  /** @param {string} pointer @param {string} end @param {boolean} named */
  #members(pointer, end, named) {
    this.at++;
    this.blank();
    for (let index = 0; this.text[this.at] !== end; index++) {
      if (index) this.expect(',');
      this.blank();
      let name = String(index);
      if (named) {
        name = this.string().replaceAll('~', '~0').replaceAll('/', '~1');
        this.blank();
        this.expect(':');
      }
      this.value(`${pointer}/${name}`);
    }
    this.at++;
  }
}

/**
 * @param {string} text
 * @returns {{ value: any, lineOf: (pointer: string) => number } | { fault: string, line: number }}
 */
export function parsePlaced(text) {
  const scanner = new Scanner(text);
  try {
    scanner.value('');
    if (scanner.at < text.length) throw new SyntaxError('Something follows after the end');
    const value = JSON.parse(text);
    return {
      value,
      lineOf(pointer) {
        // A pointer to something that is missing leads to what should hold it.
        let known = pointer;
        while (known && !scanner.places.has(known)) known = known.slice(0, known.lastIndexOf('/'));
        return lineAt(text, scanner.places.get(known) ?? 0);
      },
    };
  } catch (error) {
    return { fault: /** @type {Error} */ (error).message, line: lineAt(text, scanner.at) };
  }
}
