package io.pxe4j.testkit;

import java.util.List;

/** What makes an ACK (or NAK) the answer to the offer a client requested. */
final class PxeAck {
    private PxeAck() {}

    static List<Rule> confirms(Reply offer) {
        return List.of(
                new Rule(
                        "type",
                        r -> r.messageType() == Reply.ACK || r.messageType() == Reply.NAK,
                        r -> "its type is " + Reply.typeName(r.messageType()) + ", not ACK"),
                new Rule(
                        "same server",
                        r -> r.serverIdentifier().equals(offer.serverIdentifier()),
                        r -> "its server identifier is " + r.serverIdentifier() + " and the request went to "
                                + offer.serverIdentifier()));
    }
}
