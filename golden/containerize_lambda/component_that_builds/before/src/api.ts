import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { FileArchive } from '@pulumi/pulumi/asset';

export class Api extends pulumi.ComponentResource {
  public readonly handler: aws.lambda.Function;

  constructor(
    name: string,
    args: { environmentSuffix: string },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('acme:api:Api', name, {}, opts);

    const role = aws.iam.Role.get('service', 'service');
    const runtime = 'nodejs20.x';

    this.handler = new aws.lambda.Function(
      `api-${args.environmentSuffix}`,
      {
        runtime,
        handler: 'index.handler',
        role: role.arn,
        code: new FileArchive('./handlers'),
        timeout: 30,
      },
      { parent: this },
    );
    this.registerOutputs({ handlerArn: this.handler.arn });
  }
}
