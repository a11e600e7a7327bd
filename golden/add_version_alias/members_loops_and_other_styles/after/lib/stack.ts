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
			publish: true,
		}, { parent: this })

		this.warm(name)
	}

	private warm(name: string) {
		const qualifier = "$LATEST"
		const handlerAlias = new lambda.Alias(
			`${name}-alias`,
			{
				name: "live",
				functionName: this.handler.name,
				functionVersion: this.handler.version,
			},
			{ parent: this },
		)
		new lambda.ProvisionedConcurrencyConfig(name, {
			functionName: this.handler.name,
			qualifier: handlerAlias.name,
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
			publish: true,
		})
		const fnAlias = new lambda.Alias(`${name}-pc-alias`, {
			name: "live",
			functionName: fn.name,
			functionVersion: fn.version,
		})
		new lambda.ProvisionedConcurrencyConfig(`${name}-pc`, {
			functionName: fn.name,
			qualifier: fnAlias.name,
			provisionedConcurrentExecutions: 1,
		})
	}
}
