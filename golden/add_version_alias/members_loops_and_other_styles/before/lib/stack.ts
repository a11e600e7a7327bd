import { lambda, iam } from "@pulumi/aws"
import * as pulumi from "@pulumi/pulumi"

export class Api extends pulumi.ComponentResource {
	readonly handler: lambda.Function

	constructor(name: string, role: iam.Role, opts?: pulumi.ComponentResourceOptions) {
		super("acme:api:Api", name, {}, opts)

		this.handler = new lambda.Function(`${name}-handler`, {
			runtime: "nodejs20.x",
			handler: "api.handler",
			role: role.arn,
			code: new pulumi.asset.FileArchive("./api"),
			environment: {
				variables: {
					LOG_LEVEL: "info",
				},
			},
		}, { parent: this })

		this.warm(name)
	}

	private warm(name: string) {
		const qualifier = "$LATEST"
		new lambda.ProvisionedConcurrencyConfig(name, {
			functionName: this.handler.name,
			qualifier,
			provisionedConcurrentExecutions: 1,
		}, { parent: this, dependsOn: [this.handler] })
		pulumi.log.info(`warming ${qualifier}`)
	}
}

export function workers(names: string[], role: iam.Role) {
	for (const name of names) {
		const fn = new lambda.Function(name, {
			runtime: "nodejs20.x",
			handler: `${name}.handler`,
			role: role.arn,
			code: new pulumi.asset.FileArchive(`./${name}`),
			environment: {
				variables: {
					WORKER: name,
				},
			},
		})
		new lambda.ProvisionedConcurrencyConfig(`${name}-pc`, {
			functionName: fn.name,
			qualifier: fn.version,
			provisionedConcurrentExecutions: 1,
		})
	}
}
