package io.pxe4j.bench.scale;

/** A server: DHCP, TFTP and HTTP behind one network card. */
final class BootHost {
    private final Storm storm;
    private final int number;
    private final Link card;
    private final DhcpService dhcp;
    private final TftpService tftp;
    private final HttpLink http;

    BootHost(Storm storm, int number, RequestForms forms, Link card) {
        this.storm = storm;
        this.number = number;
        this.card = card;
        this.dhcp = new DhcpService(storm, number, forms, card);
        this.tftp = new TftpService(storm, number, card);
        this.http = new HttpLink(storm, card);
    }

    /** Begins to send the image, if there is a place. */
    boolean fetch(Machine machine, long now) {
        if (http.isIdle()) {
            http.tick(now);
            storm.later(now + HttpLink.TICK, Event.of(Event.FLUID, number));
        }
        return http.join(machine, storm.plan().firmware().image(), now);
    }

    void onFluid(long now) {
        http.tick(now);
        if (!http.isIdle()) {
            storm.later(now + HttpLink.TICK, Event.of(Event.FLUID, number));
        }
    }

    DhcpService dhcp() {
        return dhcp;
    }

    TftpService tftp() {
        return tftp;
    }

    HttpLink http() {
        return http;
    }

    /** Octets of datagrams that left. */
    long datagramOctets() {
        return card.octets();
    }
}
