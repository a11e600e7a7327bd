import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';

export class Api extends pulumi.ComponentResource {
  public readonly handler: aws.lambda.Function;

  constructor(
    name: string,
    args: { environmentSuffix: string },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('acme:api:Api', name, {}, opts);

    const role = aws.iam.Role.get('service', 'service');

    const handlerRepository = new aws.ecr.Repository(
      `api-${args.environmentSuffix}-repository`,
      {
        imageScanningConfiguration: { scanOnPush: true },
      },
      { parent: this },
    );

    const handlerImage = new awsx.ecr.Image(
      `api-${args.environmentSuffix}-image`,
      {
        repositoryUrl: handlerRepository.repositoryUrl,
        context: './handlers',
        platform: 'linux/amd64',
      },
      { parent: this },
    );

    this.handler = new aws.lambda.Function(
      `api-${args.environmentSuffix}`,
      {
        packageType: 'Image',
        role: role.arn,
        imageUri: handlerImage.imageUri,
        timeout: 30,
      },
      { parent: this },
    );
    this.registerOutputs({ handlerArn: this.handler.arn });
  }
}
