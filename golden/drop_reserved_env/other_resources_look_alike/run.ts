// containers.ts needs @pulumi/kubernetes, which is not installed.
import "./own-class";
