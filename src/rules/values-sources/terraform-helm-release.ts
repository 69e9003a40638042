import { isMapping, listOf, mappingOf, textOf, valueAt } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { Item } from '../item';
import { chartReference } from './chart-reference';
import type { SetForm } from './helm-set';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { LayersAndGaps, ReleaseSource } from './release-source';

const RESOURCES: Path = ['resource', 'helm_release'];

/**
 * The `helm_release` resources of a Terraform configuration in JSON, as cdktf writes it.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
 */
export function* terraformReleases(on: Item, files: InputFiles): Generator<ReleaseSource> {
  if (on.kind !== 'Terraform') return;
  for (const [id, written] of Object.entries(mappingOf(valueAt(on.value, RESOURCES)))) {
    // Terraform takes a block as a mapping, and as a list of one.
    const at: Path = Array.isArray(written) ? [...RESOURCES, id, 0] : [...RESOURCES, id];
    const resource = mappingOf(valueAt(on.value, at));
    yield {
      on,
      at,
      chart: chartReference(resource['chart'], resource['version']),
      release: fixedName(resource['name']),
      namespace: fixedName(resource['namespace']),
      ...layersOf(on, at, resource, files),
    };
  }
}

export function isTerraform(value: unknown): value is Mapping {
  return isMapping(value) && isMapping(valueAt(value, RESOURCES));
}

function layersOf(on: Item, at: Path, resource: Mapping, files: InputFiles): LayersAndGaps {
  const layers = new Layers(on, files);
  if (typeof resource['values'] === 'string') layers.missing(EXPRESSION, [...at, 'values']);
  if (resource['dynamic'] !== undefined) layers.missing('are blocks that Terraform makes', [...at, 'dynamic']);
  for (const [index, entry] of listOf(resource['values']).entries()) {
    const path: Path = [...at, 'values', index];
    const text = textOf(entry);
    const file = /^\$\{file\("(?:\$\{path\.\w+\}\/)?([^"]+)"\)\}$/.exec(text ?? '')?.[1];
    if (file !== undefined) layers.file(file, path);
    // A variable beside the values is where secrets are; it has no other settings.
    else if (/^\$\{var\.\w+\}$/.test(text ?? '')) continue;
    else if (/^\$\{[^]*\}$/.test(text ?? '')) layers.missing(EXPRESSION, path);
    else {
      if (holdsExpression(text)) layers.missing('has expressions of Terraform in it', path);
      // A directive is no YAML.
      if (!/(^|[^%])%\{/.test(text ?? '')) layers.inline(text?.replace(/([$%])\1\{/g, '$1{'), path);
    }
  }
  for (const key of ['set', 'set_sensitive', 'set_list']) {
    const written = resource[key];
    for (const [index, entry] of (Array.isArray(written) ? written : [written]).entries()) {
      if (!isMapping(entry)) continue;
      const path: Path = Array.isArray(written) ? [...at, key, index] : [...at, key];
      if (holdsExpression(entry['value'])) {
        if (key !== 'set_sensitive') layers.missing(EXPRESSION, path);
      } else if (Array.isArray(entry['value']))
        layers.set(entry['name'], `{${entry['value'].join(',')}}`, 'auto', path);
      else layers.set(entry['name'], entry['value'], FORMS[textOf(entry['type']) ?? ''] ?? 'auto', path);
    }
  }
  return layers.found();
}

const EXPRESSION = 'is an expression of Terraform';

/** `${…}` and `%{…}`; doubled, they are text. */
function holdsExpression(value: unknown): boolean {
  return typeof value === 'string' && /(^|[^$])\$\{|(^|[^%])%\{/.test(value);
}

const FORMS: Readonly<Record<string, SetForm>> = { string: 'text', literal: 'literal' };
