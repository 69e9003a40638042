/** A network or subnetwork by name, or by its path, which names the project it is in. */
export function placeOf(path: string, project: string): { readonly project: string; readonly name: string } {
  const [, owner = project] = path.split('/');
  return { project: owner, name: path.slice(path.lastIndexOf('/') + 1) };
}
