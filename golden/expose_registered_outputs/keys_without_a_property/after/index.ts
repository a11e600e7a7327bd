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
  public readonly apiKeyId: pulumi.Output<string>;
  public readonly bucketArn: pulumi.Output<string>;
  public readonly bucket: aws.s3.Bucket;
  public readonly secret: pulumi.Output<string>;
  public readonly databasePort: pulumi.Output<number>;
  public readonly databaseUrl: pulumi.Output<string>;
  public readonly keyPage: pulumi.Output<string>;
  public readonly environment: pulumi.Output<string>;

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
    this.apiKeyId = apiKey.id;
    this.bucketArn = bucketArn;
    this.bucket = bucket;
    this.secret = this.secretArn;
    this.databasePort = database.port;
    this.databaseUrl = pulumi.interpolate`postgres://${database.address}:${database.port}`;
    this.keyPage = apiKey.id.apply((id) => `https://console.example.com/keys/${id}`);
    this.environment = pulumi.output(`env-${environmentSuffix}`);

    // For the state file.
    this.registerOutputs({
      apiUrl: this.apiUrl,
      bucketName: this.bucketName,
      // Who calls needs it.
      apiKeyId: this.apiKeyId, // not the key itself
      bucketArn: this.bucketArn,
      bucket: this.bucket,
      secret: this.secret,
      databasePort: this.databasePort,
      databaseUrl: this.databaseUrl,
      keyPage: this.keyPage,
      environment: this.environment,
      region: aws.config.region === 'eu-west-1' ? bucket.region : bucket.region,
      'stage-name': 'prod',
      tags: args.tags,
    });
  }
}

new TapStack('tap');
