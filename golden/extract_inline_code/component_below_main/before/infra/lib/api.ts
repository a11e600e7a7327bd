import { iam, lambda } from "@pulumi/aws";
import { ComponentResource, ComponentResourceOptions } from "@pulumi/pulumi";
import { AssetArchive, StringAsset } from "@pulumi/pulumi/asset";

export interface ApiArgs {
    environmentSuffix: string;
}

export class Api extends ComponentResource {
    public readonly handler: lambda.Function;
    private readonly authorizer: lambda.Function;

    constructor(name: string, args: ApiArgs, opts?: ComponentResourceOptions) {
        super("acme:api:Api", name, {}, opts);
        const role = iam.Role.get("service", "service");

        const source = `exports.handler = async () => ({ statusCode: 204 });
`;
        this.handler = new lambda.Function(
            `api-${args.environmentSuffix}`,
            {
                runtime: "nodejs20.x",
                handler: "index.handler",
                role: role.arn,
                code: new AssetArchive({
                    "index.js": new StringAsset(source),
                }),
            },
            { parent: this },
        );

        const layer = new lambda.LayerVersion(
            `clock-${args.environmentSuffix}`,
            {
                layerName: `clock-${args.environmentSuffix}`,
                code: new AssetArchive({
                    "nodejs/clock.js": new StringAsset(
                        "exports.now = Date.now;\n",
                    ),
                }),
            },
            { parent: this },
        );

        const token = new StringAsset(
            `
            exports.handler = async () => ({ isAuthorized: Date.now() > 0 });
            `.trim(),
        );
        const files = { "index.js": token };
        this.authorizer = new lambda.Function(
            `authorizer-${args.environmentSuffix}`,
            {
                runtime: "nodejs20.x",
                handler: "index.handler",
                role: role.arn,
                code: new AssetArchive(files),
                layers: [layer.arn],
            },
            { parent: this },
        );
        this.registerOutputs({ authorizerArn: this.authorizer.arn });
    }
}
