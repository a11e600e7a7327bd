import { iam, lambda } from "@pulumi/aws";
import { ComponentResource, ComponentResourceOptions } from "@pulumi/pulumi";
import { FileArchive } from "@pulumi/pulumi/asset";

export interface ApiArgs {
    environmentSuffix: string;
}

export class Api extends ComponentResource {
    public readonly handler: lambda.Function;
    private readonly authorizer: lambda.Function;

    constructor(name: string, args: ApiArgs, opts?: ComponentResourceOptions) {
        super("acme:api:Api", name, {}, opts);
        const role = iam.Role.get("service", "service");

        this.handler = new lambda.Function(
            `api-${args.environmentSuffix}`,
            {
                runtime: "nodejs20.x",
                handler: "index.handler",
                role: role.arn,
                code: new FileArchive("./lambda/handler"),
            },
            { parent: this },
        );

        const layer = new lambda.LayerVersion(
            `clock-${args.environmentSuffix}`,
            {
                layerName: `clock-${args.environmentSuffix}`,
                code: new FileArchive("./lambda/layer"),
            },
            { parent: this },
        );

        this.authorizer = new lambda.Function(
            `authorizer-${args.environmentSuffix}`,
            {
                runtime: "nodejs20.x",
                handler: "index.handler",
                role: role.arn,
                code: new FileArchive("./lambda/authorizer"),
                layers: [layer.arn],
            },
            { parent: this },
        );
        this.registerOutputs({ authorizerArn: this.authorizer.arn });
    }
}
