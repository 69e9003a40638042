import { Release } from '@cdktf/provider-helm/lib/release';
import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { CHART } from '../milvus/chart';
import { secretValuesVariable } from '../topology/infrastructure';
import { literal } from './literal';

/** Milvus' etcd, queue and storage take their time on new nodes; in seconds. */
const TIMEOUT_SEC = 1200;

export interface MilvusReleaseProps {
  /** Name of the Helm release. */
  readonly name: string;
  /** Version of the chart. */
  readonly chart: string;
  /** It must exist. */
  readonly namespace: string;
  /** A complete values file, YAML. */
  readonly values: string;
  /**
   * Whether a sensitive variable `secret_values_<release>` holds a second values file, whose entries win.
   *
   * @default false
   */
  readonly secretValues?: boolean;
}

/**
 * A Helm release of Milvus, installed or upgraded.
 *
 * It is never atomic: a failed first install would uninstall a database. What failed stays, and the next apply upgrades it.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/3.1.1/docs/resources/release
 */
export class MilvusRelease extends Construct {
  readonly resource: Release;
  /** There is one where `secretValues` is said. */
  readonly secretValues?: TerraformVariable;
  /** An import block by which Terraform adopts the release that helm made: `addOverride('import', […])` on the stack. */
  readonly importBlock: { readonly to: string; readonly id: string };

  constructor(scope: Construct, id: string, props: MilvusReleaseProps) {
    super(scope, id);
    const { name, chart, namespace, values, secretValues = false } = props;
    if (secretValues) {
      this.secretValues = new TerraformVariable(this, 'secret-values', {
        type: 'string',
        sensitive: true,
        nullable: false,
        description: `Helm values of ${name} that no file of the project may hold, as YAML.`,
      });
      this.secretValues.overrideLogicalId(secretValuesVariable(name));
    }
    this.resource = new Release(this, 'release', {
      name,
      namespace,
      repository: CHART.repository,
      chart: CHART.name,
      version: chart,
      values: [literal(values), ...(this.secretValues ? [this.secretValues.stringValue] : [])],
      upgradeInstall: true,
      wait: true,
      timeout: TIMEOUT_SEC,
    });
    // As people call it: the runbook looks for it in the state.
    this.resource.overrideLogicalId(name);
    const { terraformResourceType, friendlyUniqueId } = this.resource;
    this.importBlock = { to: `${terraformResourceType}.${friendlyUniqueId}`, id: `${namespace}/${name}` };
  }
}
