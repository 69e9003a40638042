import { isIPv4 } from 'node:net';
import type { Form } from './shape';

/** What a kind of name may look like. */
export interface NameRule extends Form {
  readonly maxLength: number;
}

/** A Kubernetes Service and anything in Compute Engine: an RFC 1035 label. */
export const RFC1035_LABEL = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  form: 'lower-case letters, digits and "-", starting with a letter and ending with a letter or digit',
} as const;

/** Most other Kubernetes objects: an RFC 1123 subdomain. */
export const RFC1123_SUBDOMAIN = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  maxLength: 253,
  form: 'lower-case letters, digits, "-" and ".", starting and ending with a letter or digit',
} as const;

/** A Kubernetes namespace: an RFC 1123 label. */
export const RFC1123_LABEL = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  form: 'lower-case letters, digits and "-", starting and ending with a letter or digit',
} as const;

/** A port of a container or of a backend; a Service's own may have 63 characters. */
export const PORT_NAME = {
  pattern: /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 15,
  form: 'at most 15 lower-case letters, digits and "-", with a letter among them',
} as const;

/** Names that can exist, by what has them; a Compute address or certificate is called by its name, never by its path. */
export const NAME_FORMS = {
  // Newer clusters take a leading digit.
  Service: RFC1123_LABEL,
  Secret: RFC1123_SUBDOMAIN,
  BackendConfig: RFC1123_SUBDOMAIN,
  FrontendConfig: RFC1123_SUBDOMAIN,
  ManagedCertificate: RFC1123_SUBDOMAIN,
  address: RFC1035_LABEL,
  'Compute certificate': RFC1035_LABEL,
  Gateway: RFC1123_SUBDOMAIN,
} as const;

/** What is wrong with a name, in words; undefined where nothing is. */
export function nameFault(
  name: string,
  { pattern, minLength = 0, maxLength = Infinity, form }: Form,
): string | undefined {
  if (name.length > maxLength) return `must be at most ${maxLength} characters, has ${name.length}`;
  if (name.length < minLength) return `must be at least ${minLength} characters`;
  return pattern.test(name) ? undefined : `must be ${form}`;
}

/** What is wrong with the host of an Ingress, in words; undefined where nothing is. A first label `*` is fine. */
export function hostFault(host: string): HostFault | undefined {
  const lower = host.toLowerCase();
  if (isIPv4(host) || host.includes(':')) return { message: 'must be a DNS name, not an IP address or a URL' };
  if (host !== lower) return { message: 'must be lower case', cure: `did you mean ${lower}?` };
  const { maxLength, pattern } = RFC1123_SUBDOMAIN;
  if (host.length > maxLength) return { message: `must be at most ${maxLength} characters` };
  const name = host.replace(/^\*\./, '');
  if (name.split('.').some((label) => label.length > LABEL_MAX)) {
    return { message: `must have at most ${LABEL_MAX} characters between two dots` };
  }
  return pattern.test(name) ? undefined : { message: 'must be a DNS name such as milvus.example.com' };
}

export interface HostFault {
  readonly message: string;
  readonly cure?: string;
}

/** Characters between two dots of a DNS name. */
export const LABEL_MAX = 63;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const KUBERNETES_LABEL = {
  key: {
    pattern: /^([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
    form: 'a name such as app.kubernetes.io/name',
  },
  value: {
    pattern: /^([A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/,
    form: 'empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
  },
} as const;

/** Labels in Google Cloud. @see https://cloud.google.com/compute/docs/labeling-resources#requirements */
export const CLOUD_LABEL = {
  key: {
    pattern: /^[a-z][-_a-z0-9]{0,62}$/,
    form: 'at most 63 lower-case letters, digits, "-" and "_", starting with a letter',
  },
  value: { pattern: /^[-_a-z0-9]{0,63}$/, form: 'at most 63 lower-case letters, digits, "-" and "_"' },
  /** On one resource. */
  max: 64,
} as const;

/** @see https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export const PROJECT_ID = {
  pattern: /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/,
  form: `a project id: 6 to 30 ${RFC1035_LABEL.form}`,
} as const;

/** @see https://cloud.google.com/compute/docs/regions-zones */
export const REGION = { pattern: /^[a-z]+-[a-z]+[0-9]+$/, form: 'a region such as us-west1' } as const;
export const ZONE = { pattern: /^[a-z]+-[a-z]+[0-9]+-[a-z]$/, form: 'a zone such as us-west1-a' } as const;
/** Either of them. */
export const LOCATION = {
  pattern: /^[a-z]+-[a-z]+[0-9]+(-[a-z])?$/,
  form: 'a region such as us-west1 or a zone such as us-west1-a',
} as const;
