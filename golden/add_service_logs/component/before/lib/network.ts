import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface NetworkArgs {
    environmentSuffix: string;
    tags: Record<string, string>;
}

export class Network extends pulumi.ComponentResource {
    public readonly vpc: aws.ec2.Vpc;
    public readonly url: pulumi.Output<string>;

    constructor(
        name: string,
        args: NetworkArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("shop:network:Network", name, {}, opts);

        this.vpc = new aws.ec2.Vpc(
            `main-${args.environmentSuffix}`,
            {
                cidrBlock: "10.0.0.0/16",
                tags: args.tags,
            },
            { parent: this, protect: true },
        ); // everything is in there

        new aws.ec2.InternetGateway(
            `gateway-${args.environmentSuffix}`,
            { vpcId: this.vpc.id },
            { parent: this },
        );

        const api = new aws.apigateway.RestApi(
            `api-${args.environmentSuffix}`,
            {},
            { parent: this },
        );
        const deployment = new aws.apigateway.Deployment(
            `deployment-${args.environmentSuffix}`,
            { restApi: api.id },
            { parent: this },
        );
        const liveStage = new aws.apigateway.Stage(
            `live-${args.environmentSuffix}`,
            {
                restApi: api.id,
                deployment: deployment.id,
                stageName: "live",
                tags: args.tags,
            },
            { parent: this },
        );

        this.url = liveStage.invokeUrl;
        this.registerOutputs({ url: this.url });
    }
}
