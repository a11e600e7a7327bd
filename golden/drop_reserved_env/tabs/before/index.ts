import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'tokens-service');
const keys = new aws.kms.Key('tokens', { enableKeyRotation: true });

export const issue = new aws.lambda.Function(
	'issue-token',
	{
		runtime: aws.lambda.Runtime.NodeJS20dX,
		handler: 'issue.handler',
		role: role.arn,
		code: new pulumi.asset.FileArchive('./dist/tokens'),
		environment: {
			variables: {
				KEY_ID: keys.keyId,
				AWS_REGION: aws.config.region || 'us-east-1',
			},
		},
	},
	{ dependsOn: [keys] },
);

export const revoke = new aws.lambda.Function('revoke-token', {
	runtime: aws.lambda.Runtime.NodeJS20dX,
	handler: 'revoke.handler',
	role: role.arn,
	code: new pulumi.asset.FileArchive('./dist/tokens'),
	environment: {
		variables: {
			AWS_REGION: aws.config.region || 'us-east-1',
		},
	},
});
