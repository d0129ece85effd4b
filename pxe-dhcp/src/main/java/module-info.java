/** DHCPv4 for network boot. */
module io.pxe4j.dhcp {
    requires transitive io.netty.buffer;
    requires transitive io.netty.transport;
    requires io.netty.common;
    requires static transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;
    requires static io.netty.transport.classes.epoll;
    requires static io.netty.transport.unix.common;

    exports io.pxe4j.dhcp;
    exports io.pxe4j.dhcp.engine;
    exports io.pxe4j.dhcp.jdbc;
    exports io.pxe4j.dhcp.server;
}
