// In one place, because a bundle copies all names of that module, some 500, for every file that imports it.
export {
  type IngressRule,
  IntOrString,
  KubeIngress,
  KubeNetworkPolicy,
  KubePodDisruptionBudget,
  KubeService,
  KubeServiceAccount,
  type NetworkPolicyPeer,
} from 'cdk8s-plus-27/lib/imports/k8s';
