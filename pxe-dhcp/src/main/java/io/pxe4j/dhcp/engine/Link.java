package io.pxe4j.dhcp.engine;

/**
 * Where a client is attached.
 *
 * @param network where it holds one lease
 * @param subnet the one of its subnets that relay or interface belong to
 */
record Link(NetworkPlan network, SubnetPlan subnet) {}
