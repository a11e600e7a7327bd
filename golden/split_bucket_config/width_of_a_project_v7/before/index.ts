import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const versioned = new pulumi.Config("uploads").requireSecretObject<boolean>("versioned");

const customerUploads = new aws.s3.Bucket("customer-uploads", {
  serverSideEncryptionConfiguration: {
    rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
  },
  versioning: { enabled: versioned }
});

const customerUploadsOfTheArchive = new aws.s3.Bucket("customer-uploads-of-the-archive", {
  website: { indexDocument: "index.html" }
});

export const endpoint = customerUploadsOfTheArchive.websiteEndpoint;
export const name = customerUploads.bucket;
