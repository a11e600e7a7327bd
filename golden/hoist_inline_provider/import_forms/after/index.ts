import { Provider, s3 } from '@pulumi/aws';
import * as cloud from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

class Site extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('acme:web:Site', name, {}, opts);
    new s3.Bucket(name, {}, { parent: this });
  }
}

const firstRegionProvider = new Provider('first_region', {
  region: 'us-west-1',
});

new s3.Bucket('one', {}, { provider: firstRegionProvider });

const secondProvider = new cloud.Provider('SecondProvider', {
  region: 'us-west-2',
});

new Site('two', {
  providers: [secondProvider],
});

const awsProvider = new cloud.Provider('3rd', { region: 'eu-west-1' });

new Site('three', {
  providers: { aws: awsProvider },
});

const firstProvider = new Provider(
  'first',
  { region: 'us-west-1' },
  { protect: true }
);

new Site('four', {
  provider: firstProvider as cloud.Provider,
});
