// The page's parts are functions of the state that return light descriptions; `patch` brings the document into line
// with one, changing only what differs, so that focus and scroll stay where they are. Text only ever becomes text
// nodes: there is no way from a description to markup.

/** @typedef {string | number | boolean | null | undefined | Record<string, string>} Prop */
/** @typedef {{ tag: string, props: Record<string, Prop>, children: Child[] }} Description */
/** @typedef {Description | string} Child */
/** @typedef {Description | string | number | false | null | undefined | Loose[]} Loose */

/**
 * @param {string} tag
 * @param {Record<string, Prop> | null} [props] attributes; `style` is an object of CSS properties, `key` tells
 *   siblings apart, `value`, `checked` and `open` are the element's own
 * @param {...Loose} children
 * @returns {Description}
 */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: tidy(children) };
}

/** @param {Loose[]} loose @returns {Child[]} */
function tidy(loose) {
  /** @type {Child[]} */
  const children = [];
  for (const child of loose) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) children.push(...tidy(child));
    else children.push(typeof child === 'object' ? child : String(child));
  }
  return children;
}

/** Properties that live on the element and not in an attribute. */
const LIVE = new Set(['value', 'checked', 'indeterminate']);

/** @type {WeakMap<Node, Description>} */
const drawn = new WeakMap();

/**
 * @param {Element} parent
 * @param {...Loose} content
 */
export function patch(parent, ...content) {
  patchChildren(parent, tidy(content));
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
function patchChildren(parent, children) {
  /** @type {Map<Prop, ChildNode>} */
  const keyed = new Map();
  for (const node of parent.childNodes) {
    const key = drawn.get(node)?.props.key;
    if (key !== undefined) keyed.set(key, node);
  }
  let node = parent.firstChild;
  for (const child of children) {
    const key = typeof child === 'string' ? undefined : child.props.key;
    const kept = key === undefined ? null : (keyed.get(key) ?? null);
    if (kept && kept !== node) {
      parent.insertBefore(kept, node);
      node = kept;
    }
    if (node && fits(node, child)) {
      update(node, child);
      node = node.nextSibling;
    } else {
      const fresh = create(child);
      const reusable = node && drawn.get(node)?.props.key === undefined;
      if (node && reusable) {
        const next = /** @type {ChildNode | null} */ (node.nextSibling);
        node.replaceWith(fresh);
        node = next;
      } else parent.insertBefore(fresh, node);
    }
  }
  while (node) {
    const next = /** @type {ChildNode | null} */ (node.nextSibling);
    node.remove();
    node = next;
  }
}

/**
 * @param {Node} node
 * @param {Child} child
 */
function fits(node, child) {
  if (typeof child === 'string') return node.nodeType === Node.TEXT_NODE;
  const old = drawn.get(node);
  return old ? old.tag === child.tag && old.props.key === child.props.key : false;
}

/**
 * @param {Node} node
 * @param {Child} child
 */
function update(node, child) {
  if (typeof child === 'string') {
    if (node.nodeValue !== child) node.nodeValue = child;
    return;
  }
  const element = /** @type {HTMLElement} */ (node);
  const old = drawn.get(node)?.props ?? {};
  for (const name of Object.keys(old)) if (!(name in child.props)) setProp(element, name, null, old[name]);
  patchChildren(element, child.children);
  for (const [name, value] of Object.entries(child.props)) setProp(element, name, value, old[name]);
  drawn.set(node, child);
}

/** @param {Child} child */
function create(child) {
  if (typeof child === 'string') return document.createTextNode(child);
  const element = document.createElement(child.tag);
  for (const grandchild of child.children) element.append(create(grandchild));
  for (const [name, value] of Object.entries(child.props)) setProp(element, name, value, undefined);
  drawn.set(element, child);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {Prop} value
 * @param {Prop} old
 */
function setProp(element, name, value, old) {
  if (name === 'key') return;
  if (LIVE.has(name)) {
    const live = /** @type {any} */ (element);
    // What is being typed is never overwritten under the reader's hands.
    if (live[name] !== value && !(name === 'value' && document.activeElement === element && old === value))
      live[name] = value ?? '';
    return;
  }
  if (name === 'style') {
    const before = /** @type {Record<string, string>} */ (old ?? {});
    const now = /** @type {Record<string, string>} */ (value ?? {});
    for (const property of Object.keys(before))
      if (!(property in now)) element.style.removeProperty(property);
    for (const [property, to] of Object.entries(now))
      if (before[property] !== to) element.style.setProperty(property, to);
    return;
  }
  if (
    value === old &&
    element.hasAttribute(name) === (value !== null && value !== undefined && value !== false)
  )
    return;
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}
