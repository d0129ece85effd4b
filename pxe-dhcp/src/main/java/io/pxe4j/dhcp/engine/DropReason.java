package io.pxe4j.dhcp.engine;

/** Why a request got no answer, in words that an administrator understands ({@link #text()}). */
public enum DropReason {
    /** The bytes are not a DHCP packet; the detail says what is wrong and where. */
    MALFORMED("not a DHCP packet"),

    /** Longer than the server accepts. */
    TOO_LARGE("packet too large"),

    /** The operation is not BOOTREQUEST: another server's reply. */
    NOT_A_REQUEST("a server's reply, not a request"),

    /** Sent by this server itself, or by its own network card. */
    OWN_PACKET("sent by this machine itself"),

    /** No message type: plain BOOTP, which these engines do not serve. */
    BOOTP("plain BOOTP request without a DHCP message type"),

    /** A message type that a server does not answer, such as OFFER or ACK, or one that is not served. */
    UNSERVED_MESSAGE("message type is not served"),

    /** The source or relay address cannot belong to a host, so that an answer would hit somebody else. */
    BAD_ADDRESS("sender or relay has an impossible address"),

    /** The message does not belong on the port where it arrived. */
    WRONG_PORT("message does not belong on this port"),

    /** Not a network-boot client: its vendor class names neither PXEClient nor HTTPClient, and it is not iPXE. */
    NOT_NETWORK_BOOT("not a network-boot client"),

    /** Only the server that hands out addresses may answer this. */
    ADDRESS_SERVERS_BUSINESS("belongs to the server that hands out addresses"),

    /** A question for a boot server (option 43.71), which is {@link ProxyDhcp}'s business. */
    BOOT_SERVERS_BUSINESS("belongs to the boot server"),

    /** The client looks for a boot server of a type that this server is not. */
    OTHER_BOOT_SERVER_TYPE("looks for another type of boot server"),

    /** The client picked an item of a boot menu, and asks for a layer of it that is not there. */
    UNKNOWN_BOOT_LAYER("asks for a layer of a boot item that is not served"),

    /** The client wants signed boot files (BIS credentials), which are not supported. */
    CREDENTIALS_WANTED("client asks for credentials, which are not supported"),

    /** The client has chosen another server. */
    OTHER_SERVER("client has chosen another server"),

    /** The boot policy does not want to boot this client; the detail is the policy's reason. */
    POLICY_IGNORES("boot policy ignores this client"),

    /** The boot policy failed. */
    POLICY_FAILED("boot policy failed"),

    /** The boot policy did not decide in time; the client will ask again. */
    POLICY_LATE("boot policy took too long"),

    /** The boot policy's decision cannot work for this client, such as a URL for a PXE ROM. */
    POLICY_UNSUITABLE("boot policy's answer cannot work for this client"),

    /** Neither a hardware address nor a client identifier tells clients apart. */
    NO_CLIENT_KEY("client has neither hardware address nor client identifier"),

    /** The relay, or the address that the client speaks of, lies in a network that is not served here. */
    FOREIGN_NETWORK("from a network that is not served here"),

    /** The relay is none of those that may ask; see {@link DhcpLeasingBuilder#relays}. */
    RELAY_NOT_ALLOWED("relay is not one of those served"),

    /** The client falls into a bucket that another server answers; see {@link LoadBalancing}. */
    OTHER_BUCKET("another server answers this client"),

    /** The pool does not lie in the network of the interface where the request came in. */
    POOL_NOT_HERE("the address pool lies outside this interface's network"),

    /** Every address of the pool is in use, offered or reserved. */
    POOL_EXHAUSTED("no free address in the pool"),

    /** The clients behind one relay port hold as many addresses as a port may; see {@link DhcpLeasingBuilder#portQuota}. */
    PORT_QUOTA("relay port has its share of addresses"),

    /** Another client or server took the address in the last moment; the client will ask again. */
    ADDRESS_TAKEN("address was taken by another client meanwhile"),

    /** A REQUEST that names no address. */
    NO_ADDRESS_NAMED("names no address"),

    /** This server has no lease of the client, and another server may. */
    UNKNOWN_CLIENT("no lease for this client here, another server may have one"),

    /** The lease of which the client speaks is somebody else's, or none. */
    NOT_THE_HOLDER("address is not leased to this client"),

    /** The lease store failed; nothing was promised. */
    STORE_FAILED("lease store failed"),

    /** The lease store did not finish in time; nothing was promised. */
    STORE_LATE("lease store took too long"),

    /** A RELEASE was carried out. RFC 2131 §4.3.4 wants no answer. */
    RELEASED("address given back, no answer is due"),

    /** A DECLINE was carried out. RFC 2131 §4.3.3 wants no answer. */
    DECLINED("address is in use by somebody else and set aside, no answer is due"),

    /** A DECLINE was taken as a RELEASE, since client or relay port declined too often; see {@link DhcpLeasingBuilder#declineQuota}. */
    DECLINE_QUOTA("client or relay port declines too often, address is free again"),

    /** An earlier packet of this client is still being worked on. */
    ALREADY_WORKING("an earlier packet of this client is still being worked on"),

    /** Too many requests are being worked on. */
    BUSY("too many requests at once"),

    /** This client asks more often than {@link RequestLimits#perClient} allows. */
    CLIENT_RATE("client asks too often"),

    /** More requests come through this port of a relay than {@link RequestLimits#perRelay} allows. */
    RELAY_RATE("too many requests through this relay"),

    /** More requests come in by this interface than {@link RequestLimits#perInterface} allows. */
    INTERFACE_RATE("too many requests on this interface"),

    /** More requests come in all than {@link RequestLimits#overall} allows. */
    OVERALL_RATE("too many requests in all"),

    /** The server is closing. */
    CLOSING("server is closing"),

    /** The answer could not be sent; the detail says why. */
    SEND_FAILED("answer could not be sent"),

    /** A fault in the server, logged with its stack trace. */
    INTERNAL_ERROR("fault in the server");

    private final String text;

    DropReason(String text) {
        this.text = text;
    }

    /** The reason in plain words, lower case, without a full stop. */
    public String text() {
        return text;
    }
}
