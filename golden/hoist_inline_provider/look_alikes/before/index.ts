import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';
import * as k8s from '@pulumi/kubernetes';

class Provider {
  constructor(
    readonly name: string,
    readonly args: { region: string }
  ) {}
}

const west = new aws.Provider('west', { region: 'us-west-2' });
new aws.s3.Bucket('named', {}, { provider: west });

// Options that have a name construct it once for all.
const opts = { provider: new aws.Provider('shared', { region: 'us-west-2' }) };
const merged = pulumi.mergeOptions(
  { provider: new aws.Provider('merged', { region: 'us-west-2' }) },
  { protect: false }
);
new aws.s3.Bucket('first', {}, opts);
new aws.s3.Bucket('second', {}, opts);
new aws.s3.Bucket('third', {}, merged);

new k8s.core.v1.ConfigMap(
  'apps',
  {},
  { provider: new k8s.Provider('cluster', { kubeconfig: '{}' }) }
);

export const owner = { provider: new Provider('acme', { region: 'here' }) };
export const list = [new aws.Provider('listed', { region: 'us-west-1' })];
