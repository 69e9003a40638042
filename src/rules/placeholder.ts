/** As envsubst, Flux, SOPS, Argo CD's vault plugin and people mark what comes later. */
export function isPlaceholder(text: string | undefined): boolean {
  return text !== undefined && /\$\{|\{\{|ENC\[|<[\w: ./#-]+>|^\W*(REPLACE|CHANGE|TODO)/i.test(text);
}

/** As Go reads it: padded, and line breaks do not count. */
export function isBase64(text: string): boolean {
  const plain = text.replace(/[\r\n]/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}
