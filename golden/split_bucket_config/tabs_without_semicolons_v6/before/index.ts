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
				versioning: {
					enabled: versioned, // per stack
				},
				loggings: [
					{
						targetBucket: 'logs',
					},
				],
				forceDestroy: true,
			},
			{ parent: this, ignoreChanges: ['tags'] },
		)
	}
}
