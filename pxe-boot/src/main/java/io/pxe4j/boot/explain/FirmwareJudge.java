package io.pxe4j.boot.explain;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.testkit.Firmware;
import io.pxe4j.testkit.Platform;
import io.pxe4j.testkit.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the firmware that asked makes of an offer, as the test kit's models of it judge. */
final class FirmwareJudge {
    private static final int MAX_QUESTIONS = 1024;
    private static final int MIN_DISCOVER = 240;

    private final Map<Integer, DhcpPacket> questions = new LinkedHashMap<>();

    /** Keeps a DISCOVER, whose buffer must stay as it is. */
    void asked(DhcpPacket request) {
        if (request.is(DhcpMessageType.DISCOVER) && request.length() >= MIN_DISCOVER) {
            questions.remove(request.xid());
            questions.put(request.xid(), request);
            if (questions.size() > MAX_QUESTIONS) {
                questions.remove(questions.keySet().iterator().next());
            }
        }
    }

    /** The DISCOVER that a reply belongs to, if it was captured. */
    Optional<DhcpPacket> questionOf(DhcpPacket reply) {
        return Optional.ofNullable(questions.get(reply.xid()))
                .filter(question -> question.chaddr().equals(reply.chaddr()));
    }

    /** The verdict on an offer, if the client is a firmware of which there is a model. */
    Optional<String> verdict(DhcpPacket discover, DhcpPacket offer) {
        if (!offer.is(DhcpMessageType.OFFER) || discover.length() < MIN_DISCOVER) {
            return Optional.empty();
        }
        return model(BootClient.of(discover)).map(firmware -> {
            Verdict verdict =
                    firmware.examine(ByteBufUtil.getBytes(discover.content()), ByteBufUtil.getBytes(offer.content()));
            return firmware.name()
                    + (verdict.accepted()
                            ? " takes it as \"" + verdict.offerClass() + "\": " + Printable.of(verdict.reason())
                            : " refuses it: " + Printable.of(verdict.reason()));
        });
    }

    private static Optional<Firmware> model(BootClient client) {
        return switch (client.kind()) {
            case PXE_ROM -> Optional.of(Firmware.intelPxe());
            case UEFI_PXE -> Optional.of(Firmware.edk2Pxe());
            case UEFI_HTTP -> Optional.of(Firmware.edk2Http());
            case IPXE -> Optional.of(Firmware.ipxe(platform(client)));
            default -> Optional.empty();
        };
    }

    private static Platform platform(BootClient client) {
        return client.architecture().filter(ClientArchitecture::isUefi).isPresent() ? Platform.EFI : Platform.PCBIOS;
    }
}
