package io.pxe4j.bench.scale;

/**
 * How far a storm is; sums over all servers since its start.
 *
 * @param seconds when
 * @param loaded machines that have iPXE
 * @param up machines that are up
 * @param tftpBusy seconds of processor for TFTP
 * @param dhcpBusy seconds of processor for DHCP
 * @param imageOctets sent by HTTP
 * @param datagramOctets sent by TFTP and DHCP
 * @param open transfers that are open now
 * @param overflows datagrams that found a receive buffer full
 */
record Sample(
        double seconds,
        int loaded,
        int up,
        double tftpBusy,
        double dhcpBusy,
        long imageOctets,
        long datagramOctets,
        long open,
        long overflows) {}
