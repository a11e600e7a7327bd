((call
   function: (_) @resource.type
   arguments: (argument_list) @resource.arguments) @resource
 (#resource? @resource.type
   "aws:s3/bucket:Bucket"
   "aws:s3/bucketV2:BucketV2"
   "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
   "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"))
