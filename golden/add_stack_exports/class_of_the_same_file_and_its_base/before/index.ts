import * as pulumi from "@pulumi/pulumi"
import { s3 } from "@pulumi/aws"

class Base extends pulumi.ComponentResource {
  readonly bucket: s3.Bucket

  constructor(
    type: string,
    name: string,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(type, name, {}, opts)
    this.bucket = new s3.Bucket(name, {}, { parent: this })
  }
}

class Site extends Base {
  public readonly url: pulumi.Output<string>
  public readonly adminPassword: pulumi.Output<string>
  readonly websiteConfigurationOfTheOriginBucketEndpoint: pulumi.Output<string>
  protected readonly secretUrl: pulumi.Output<string>
  readonly #inner: pulumi.Output<string>
  private policy: s3.BucketPolicy | undefined
  readonly logs?: s3.Bucket
  readonly region: string = "eu-west-1"
  static readonly kind: pulumi.Output<string> = pulumi.output("site")

  constructor(
    name: string,
    readonly owner: pulumi.Output<string>,
  ) {
    super("web:Site", name)
    this.#inner = this.bucket.arn
    this.secretUrl = this.#inner
    this.adminPassword = pulumi.secret("changeme")
    this.url = pulumi.interpolate`https://${this.bucket.bucketRegionalDomainName}`
    this.websiteConfigurationOfTheOriginBucketEndpoint = this.url
  }

  get domain(): pulumi.Output<string> {
    return this.bucket.bucketDomainName
  }
}

export const region = "eu-west-1"

const site = new Site("site", pulumi.output("me"))

export const stage = pulumi.getStack() // of this stack
console.log("declared")
