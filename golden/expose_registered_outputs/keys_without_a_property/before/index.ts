import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export interface TapStackArgs {
  environmentSuffix?: string;
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly apiUrl: pulumi.Output<string>;
  public readonly bucketName: pulumi.Output<string>;
  private readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: TapStackArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super('tap:stack:TapStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';
    const parent = { parent: this };
    const api = new aws.apigateway.RestApi('api', { tags: args.tags }, parent);
    const apiKey = new aws.apigateway.ApiKey('key', {}, parent);
    const bucket = new aws.s3.Bucket('audit', { tags: args.tags }, parent);
    const secret = new aws.secretsmanager.Secret('secret', {}, parent);
    const database = new aws.rds.Instance(
      'database',
      { instanceClass: 'db.t4g.micro', skipFinalSnapshot: true },
      parent,
    );
    const bucketArn = bucket.arn;

    this.secretArn = secret.arn;
    this.apiUrl = pulumi.interpolate`https://${api.id}.example.com`;
    this.bucketName = bucket.bucket;

    // For the state file.
    this.registerOutputs({
      apiUrl: this.apiUrl,
      bucketName: this.bucketName,
      // Who calls needs it.
      apiKeyId: apiKey.id, // not the key itself
      bucketArn,
      bucket: bucket,
      secret: this.secretArn,
      databasePort: database.port,
      databaseUrl: pulumi.interpolate`postgres://${database.address}:${database.port}`,
      keyPage: apiKey.id.apply((id) => `https://console.example.com/keys/${id}`),
      environment: `env-${environmentSuffix}`,
      region: aws.config.region === 'eu-west-1' ? bucket.region : bucket.region,
      'stage-name': 'prod',
      tags: args.tags,
    });
  }
}

new TapStack('tap');
