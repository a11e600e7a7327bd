import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const versioned = new pulumi.Config("uploads").requireSecretObject<boolean>("versioned");

const customerUploads = new aws.s3.Bucket("customer-uploads", {});

new aws.s3.BucketServerSideEncryptionConfiguration("customer-uploads-encryption", {
  bucket: customerUploads.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]
});

new aws.s3.BucketVersioning("customer-uploads-versioning", {
  bucket: customerUploads.id,
  versioningConfiguration: {
    status: pulumi.output(versioned).apply(enabled => (enabled ? "Enabled" : "Suspended"))
  }
});

const customerUploadsOfTheArchive = new aws.s3.Bucket("customer-uploads-of-the-archive", {});

const customerUploadsOfTheArchiveWebsite = new aws.s3.BucketWebsiteConfiguration(
  "customer-uploads-of-the-archive-website",
  {
    bucket: customerUploadsOfTheArchive.id,
    indexDocument: { suffix: "index.html" }
  }
);

export const endpoint = customerUploadsOfTheArchiveWebsite.websiteEndpoint;
export const name = customerUploads.bucket;
