// Hands a file to the reader: the browser's own download of something made on the device.

/** Milliseconds until the browser has surely taken the file. */
const TAKEN = 60_000;

/** Names that Windows keeps for devices, whatever the ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A file name from a title, on every system. @param {string} title @param {string} ending */
export function fileName(title, ending) {
  const stem = title
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex
    .replace(/[\0-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80)
    .trim();
  if (!stem || DEVICE.test(stem)) return `Candour report${stem && ` ${stem}`}.${ending}`;
  return `${stem}.${ending}`;
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN);
}
