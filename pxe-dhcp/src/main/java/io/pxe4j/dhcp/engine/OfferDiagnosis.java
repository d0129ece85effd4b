package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says what is wrong with another server's answer as far as network boot goes, by the rules of the firmware that would read it.
 *
 * <p>Made for the replies that a server overhears: the faults of a DHCP server beside a ProxyDHCP server show in the clients, and look like
 * the proxy's. An answer that has nothing to do with network boot has no faults.
 *
 * <pre>{@code
 * OfferDiagnosis diagnosis = OfferDiagnosis.of(reply);
 * if (!diagnosis.isHealthy()) {
 *     log.warn("{}", diagnosis);
 * }
 * }</pre>
 *
 * @param faults what is wrong, in the order of the enum; empty if nothing is
 * @param reply a summary of the answer: its type, server and client
 */
public record OfferDiagnosis(Set<OfferFault> faults, String reply) {
    private static final int OPTIONS = 240;
    private static final int PAD = 0;
    private static final int END = 255;

    /** Copies the set. */
    public OfferDiagnosis {
        Set<OfferFault> ordered = EnumSet.noneOf(OfferFault.class);
        ordered.addAll(faults);
        faults = Collections.unmodifiableSet(ordered);
    }

    /** Reads an answer, OFFER or ACK; others have no faults. Never throws, whatever it holds, and keeps nothing of it. */
    public static OfferDiagnosis of(DhcpPacket reply) {
        Set<OfferFault> faults = EnumSet.noneOf(OfferFault.class);
        if (concernsBoot(reply)) {
            findBasics(reply, faults);
            findLayout(reply, faults);
            findBoot(reply, faults);
        }
        return new OfferDiagnosis(faults, summary(reply));
    }

    /** Whether nothing is wrong. */
    public boolean isHealthy() {
        return faults.isEmpty();
    }

    /** One line: {@code OFFER of 10.0.0.2 to 52:54:00:00:00:01 says PXEClient ...; has no END ...}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(reply);
        if (faults.isEmpty()) {
            return out.append(" is in order").toString();
        }
        String separator = " ";
        for (OfferFault fault : faults) {
            out.append(separator).append(fault.text());
            separator = "; ";
        }
        return out.toString();
    }

    private static boolean concernsBoot(DhcpPacket reply) {
        boolean answer = !reply.isRequest()
                && (reply.messageType().isEmpty() || reply.is(DhcpMessageType.OFFER) || reply.is(DhcpMessageType.ACK));
        return answer && (isPxe(reply) || isHttp(reply) || namesFile(reply) || reply.has(DhcpOption.MACHINE_ID));
    }

    private static void findBasics(DhcpPacket reply, Set<OfferFault> faults) {
        if (reply.messageType().isEmpty()) {
            faults.add(OfferFault.NO_MESSAGE_TYPE);
        } else if (!reply.has(DhcpOption.SERVER_IDENTIFIER)) {
            faults.add(OfferFault.NO_SERVER_IDENTIFIER);
        }
        if (!reply.yiaddr().isAny() && !reply.has(DhcpOption.SUBNET_MASK)) {
            faults.add(OfferFault.NO_SUBNET_MASK);
        }
        if (reply.length() > DhcpPacketWriter.LARGEST_MAX_SIZE) {
            faults.add(OfferFault.TOO_LONG);
        }
        if (reply.has(DhcpOption.OVERLOAD)) {
            faults.add(OfferFault.OVERLOADED);
        }
    }

    /** What Dhcp4Dxe rejects, or loses, before it looks at any value. */
    private static void findLayout(DhcpPacket reply, Set<OfferFault> faults) {
        ByteBuf octets = reply.content();
        if (reply.codes().isEmpty()) {
            // Plain BOOTP has none, and no END.
            return;
        }
        int end = octets.readerIndex() + reply.length();
        int at = octets.readerIndex() + OPTIONS;
        boolean empty = false;
        while (at < end) {
            int code = octets.getUnsignedByte(at);
            if (code == END) {
                return;
            }
            if (code == PAD) {
                at++;
                continue;
            }
            int length = at + 1 < end ? octets.getUnsignedByte(at + 1) : 0;
            if (empty && length > 0) {
                faults.add(OfferFault.EMPTY_OPTION);
            }
            empty |= length == 0;
            if (!isLengthOf(code, length)) {
                faults.add(OfferFault.WRONG_LENGTH);
            }
            at += 2 + length;
        }
        faults.add(OfferFault.NO_END);
    }

    /** The table of Dhcp4Dxe, as far as servers send these. */
    private static boolean isLengthOf(int code, int length) {
        return switch (code) {
            case 1, 2, 16, 28, 32, 50, 51, 54, 58, 59 -> length == 4;
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 41, 42, 44, 45, 48, 49 -> length > 0 && length % 4 == 0;
            case 13, 22, 26, 57 -> length == 2;
            case 12, 14, 15, 17, 18, 43, 60, 66, 67 -> length > 0;
            case 52, 53 -> length == 1;
            case 61 -> length > 1;
            case 121 -> length > 4;
            default -> true;
        };
    }

    private static void findBoot(DhcpPacket reply, Set<OfferFault> faults) {
        if (isHttp(reply)) {
            if (!isUrl(fileOf(reply))) {
                faults.add(OfferFault.HTTP_CLIENT_WITHOUT_URL);
            }
            return;
        }
        if (namesFile(reply) && !isUrl(fileOf(reply)) && reply.siaddr().isAny()) {
            faults.add(OfferFault.NO_NEXT_SERVER);
        }
        if (!isPxe(reply)) {
            return;
        }
        if (reply.yiaddr().isAny() && reply.is(DhcpMessageType.OFFER)) {
            faults.add(OfferFault.SECOND_PROXY);
        }
        Optional<PxeOptions> pxe = reply.get(DhcpOption.VENDOR_SPECIFIC);
        if (pxe.filter(PxeOptions::isPxeOffer).isPresent()) {
            findDiscovery(pxe.get(), namesFile(reply), faults);
        } else if (!reply.yiaddr().isAny() && !isMulticastTftp(pxe)) {
            faults.add(OfferFault.PXE_CLIENT_WITHOUT_OPTIONS);
        }
    }

    /** The rules of Intel's base code, the strictest reader known. */
    private static void findDiscovery(PxeOptions pxe, boolean namesFile, Set<OfferFault> faults) {
        PxeDiscoveryControl control = pxe.discoveryControl();
        if (!control.noMulticast() && pxe.get(PxeOption.DISCOVERY_ADDRESS).isEmpty()) {
            faults.add(OfferFault.MULTICAST_WITHOUT_ADDRESS);
        }
        boolean listOnly = control.noBroadcast() && control.noMulticast() || control.listedServersOnly();
        if (listOnly && pxe.get(PxeOption.BOOT_SERVERS).isEmpty()) {
            faults.add(OfferFault.SERVER_LIST_MISSING);
        }
        boolean loadsFile = control.downloadBootFile() && namesFile;
        boolean hasMenu = pxe.get(PxeOption.BOOT_MENU).isPresent()
                && pxe.get(PxeOption.MENU_PROMPT).isPresent();
        if (!loadsFile && !hasMenu) {
            faults.add(OfferFault.MENU_MISSING);
        }
    }

    /** An offer of WfM 1.1a, with 43.1 to 43.5, needs no discovery. */
    private static boolean isMulticastTftp(Optional<PxeOptions> pxe) {
        return pxe.filter(options -> options.has(PxeOption.MTFTP_ADDRESS)).isPresent();
    }

    private static boolean isPxe(DhcpPacket reply) {
        return reply.get(DhcpOption.VENDOR_CLASS)
                .filter(VendorClass::isPxeClient)
                .isPresent();
    }

    private static boolean isHttp(DhcpPacket reply) {
        return reply.get(DhcpOption.VENDOR_CLASS)
                .filter(VendorClass::isHttpClient)
                .isPresent();
    }

    private static boolean namesFile(DhcpPacket reply) {
        return !fileOf(reply).isEmpty();
    }

    private static String fileOf(DhcpPacket reply) {
        return reply.get(DhcpOption.BOOTFILE_NAME).orElseGet(reply::file);
    }

    private static boolean isUrl(String file) {
        return file.contains("://");
    }

    private static String summary(DhcpPacket reply) {
        String type = reply.messageType().map(DhcpMessageType::toString).orElse("BOOTP reply");
        String server =
                reply.get(DhcpOption.SERVER_IDENTIFIER).map(id -> " of " + id).orElse("");
        return type + server + " to " + reply.chaddr();
    }
}
