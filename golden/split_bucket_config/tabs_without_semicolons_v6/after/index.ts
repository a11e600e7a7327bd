import { s3 } from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export class Store extends pulumi.ComponentResource {
	readonly bucket: s3.Bucket

	constructor(name: string, versioned: pulumi.Input<boolean>, opts?: pulumi.ComponentResourceOptions) {
		super('store:index:Store', name, {}, opts)

		this.bucket = new s3.Bucket(
			name,
			{
				// Objects are kept until somebody asks.
				forceDestroy: true,
			},
			{ parent: this, ignoreChanges: ['tags', 'loggings'] },
		)

		new s3.BucketVersioningV2(
			`${name}-versioning`,
			{
				bucket: this.bucket.id,
				versioningConfiguration: {
					// per stack
					status: pulumi.output(versioned).apply((enabled) => (enabled ? 'Enabled' : 'Suspended')),
				},
			},
			{ parent: this },
		)

		new s3.BucketLoggingV2(
			`${name}-logging`,
			{
				bucket: this.bucket.id,
				targetBucket: 'logs',
				targetPrefix: '',
			},
			{ parent: this },
		)
	}
}
