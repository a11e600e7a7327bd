//! Whether the program's VPC is a place that nothing is in and nothing leads out of.

use iacfix::codemod::Context;
use iacfix::iac::{Presence, Program, Resource};

/// What makes up a network by itself. Routes lead to the internet, which a function without a public address cannot
/// use.
const NETWORK: [&str; 20] = [
    "aws:ec2/vpc:Vpc",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/route:Route",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:ec2/networkAcl:NetworkAcl",
    "aws:ec2/networkAclRule:NetworkAclRule",
    "aws:ec2/networkAclAssociation:NetworkAclAssociation",
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    "aws:ec2/flowLog:FlowLog",
    "aws:lambda/function:Function",
];

/// What leads out of a VPC, or makes a service reachable from inside.
const WAYS_OUT: [&str; 8] = [
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2/vpnGateway:VpnGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    "aws:ec2clientvpn/endpoint:Endpoint",
    "aws:directconnect/gatewayAssociation:GatewayAssociation",
];

/// Properties by which a resource is put into a VPC.
const PLACED_BY: [&str; 16] = [
    "vpcId",
    "vpc",
    "vpcs",
    "subnet",
    "subnetId",
    "subnetIds",
    "subnets",
    "subnetMappings",
    "securityGroups",
    "securityGroupIds",
    "vpcSecurityGroupIds",
    "vpcConfig",
    "vpcOptions",
    "vpcZoneIdentifiers",
    "networkConfiguration",
    "brokerNodeGroupInfo",
];

/// Packages whose resources are in no VPC.
const OUTSIDE: [&str; 8] = [
    "pulumi", "random", "tls", "time", "archive", "command", "docker", "std",
];

/// What speaks against it that a function in the program's VPC reaches nothing, as a word for people; `None` where nothing
/// does.
pub(super) fn objection(ctx: &Context<'_>) -> Option<String> {
    let found = ctx.once("objection", || {
        of_program(ctx.program())
            .or_else(|| {
                let files = ctx.program_files();
                let others = files
                    .iter()
                    .filter(|(path, _)| path.as_path() != ctx.source().path());
                others
                    .map(|(_, document)| of_program(&Program::new(document)))
                    .find_map(|found| found)
            })
            .unwrap_or_default()
    });
    (!found.is_empty()).then_some(found)
}

fn of_program(program: &Program<'_>) -> Option<String> {
    program
        .all_resources()
        .iter()
        .find(|resource| is_in_the_way(resource))
        .map(|resource| {
            let class = resource.token().rsplit(':').next().unwrap_or_default();
            class.to_owned()
        })
}

fn is_in_the_way(resource: &Resource<'_>) -> bool {
    let token = resource.token();
    if WAYS_OUT.contains(&token) {
        return true;
    }
    if NETWORK.contains(&token) || super::super::lambda::is_function(resource) {
        return leads_elsewhere(resource);
    }
    let package = token.split(':').next().unwrap_or_default();
    if package != "aws" {
        return !OUTSIDE.contains(&package);
    }
    // A proxy, a cluster, an instance…
    PLACED_BY
        .iter()
        .any(|property| !matches!(resource.property(property), Presence::Absent))
}

/// Whether a part of the network leads to something that the program does not declare.
fn leads_elsewhere(resource: &Resource<'_>) -> bool {
    let says = |property: &str| !matches!(resource.property(property), Presence::Absent);
    match resource.token() {
        "aws:ec2/route:Route" => [
            "natGatewayId",
            "transitGatewayId",
            "vpcEndpointId",
            "vpcPeeringConnectionId",
            "egressOnlyGatewayId",
            "networkInterfaceId",
            "localGatewayId",
            "coreNetworkArn",
            "carrierGatewayId",
        ]
        .iter()
        .any(|way| says(way)),
        "aws:ec2/vpc:Vpc" => says("assignGeneratedIpv6CidrBlock") || says("ipv6IpamPoolId"),
        _ => false,
    }
}
