import { Provider, s3 } from '@pulumi/aws';
import * as cloud from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

class Site extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:web:Site', name, {}, opts);
    new s3.Bucket(name, {}, { parent: this });
  }
}

new s3.Bucket(
  'one',
  {},
  { provider: new Provider('first_region', { region: 'us-west-1' }) }
);

new Site('two', {
  providers: [new cloud.Provider('SecondProvider', { region: 'us-west-2' })],
});

new Site('three', {
  providers: { aws: new cloud.Provider('3rd', { region: 'eu-west-1' }) },
});

new Site('four', {
  provider: new Provider('first', { region: 'us-west-1' }, { protect: true }) as cloud.Provider,
});
