/** TFTP with option negotiation and windows. */
module io.pxe4j.tftp {
    requires transitive io.netty.buffer;
    requires transitive io.netty.transport;
    requires io.netty.common;
    requires transitive java.net.http;
    requires org.slf4j;
    requires jdk.jfr;
    requires static org.jspecify;
    requires static io.netty.transport.classes.epoll;
    requires static io.netty.transport.classes.io_uring;
    requires static io.netty.transport.unix.common;

    exports io.pxe4j.tftp;
    exports io.pxe4j.tftp.engine;
    exports io.pxe4j.tftp.limits;
    exports io.pxe4j.tftp.server;
}
