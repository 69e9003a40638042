/** GB of memory per vCPU, by family and kind. @see https://cloud.google.com/compute/docs/machine-resource */
const GB_PER_CPU: Readonly<Record<string, number>> = {
  'n1-standard': 3.75,
  'n1-highmem': 6.5,
  'n1-highcpu': 0.9,
  'e2-standard': 4,
  'e2-highmem': 8,
  'e2-highcpu': 1,
  'n2-standard': 4,
  'n2-highmem': 8,
  'n2-highcpu': 1,
  'n2d-standard': 4,
  'n2d-highmem': 8,
  'n2d-highcpu': 1,
  'n4-standard': 4,
  'n4-highmem': 8,
  'n4-highcpu': 2,
  't2a-standard': 4,
  't2d-standard': 4,
  'c2-standard': 4,
  'c2d-standard': 4,
  'c2d-highmem': 8,
  'c2d-highcpu': 2,
  'c3-standard': 4,
  'c3-highmem': 8,
  'c3-highcpu': 2,
  'c3d-standard': 4,
  'c3d-highmem': 8,
  'c3d-highcpu': 2,
};

/** Types that share a core. */
const SHARED: Readonly<Record<string, number>> = {
  'e2-micro': 1,
  'e2-small': 2,
  'e2-medium': 4,
  'f1-micro': 0.6,
  'g1-small': 1.7,
};

/** Memory of a machine type in GB; undefined where it is not known here. */
export function memoryGbOf(machineType: string): number | undefined {
  if (machineType in SHARED) return SHARED[machineType];
  const custom = /^(?:[a-z]\w*-)?custom-\d+-(\d+)(?:-ext)?$/.exec(machineType);
  if (custom) return Number(custom[1]) / 1024;
  const [, family = '', cpus = ''] = /^([a-z]\w*-[a-z]+)-(\d+)$/.exec(machineType) ?? [];
  const perCpu = GB_PER_CPU[family];
  return perCpu === undefined ? undefined : perCpu * Number(cpus);
}
