package io.pxe4j.ipxe;

import java.util.Objects;
import java.util.Optional;

/**
 * A drive reached by SCSI over RDMA, with the fields of iPXE's {@code ib_srp} root path; all are hex digits.
 *
 * @param sourceGid 32 digits; empty for that of the device opened last
 * @param initiatorExtension 16 digits; empty for none
 * @param initiatorGuid 16 digits; empty for that of the source GID
 * @param destinationGid 32 digits
 * @param partitionKey up to 4 digits; empty for the default partition
 * @param serviceId 16 digits
 * @param lun 1 to 4 words, {@code 2} or {@code 2-0-0-0}
 * @param targetExtension 16 digits
 * @param targetGuid 16 digits
 */
public record SrpTarget(
        Optional<String> sourceGid,
        Optional<String> initiatorExtension,
        Optional<String> initiatorGuid,
        String destinationGid,
        Optional<String> partitionKey,
        String serviceId,
        String lun,
        String targetExtension,
        String targetGuid) {
    /** Checks that all is there; the digits are checked when the URI is made. */
    public SrpTarget {
        Objects.requireNonNull(sourceGid, "sourceGid");
        Objects.requireNonNull(initiatorExtension, "initiatorExtension");
        Objects.requireNonNull(initiatorGuid, "initiatorGuid");
        Objects.requireNonNull(destinationGid, "destinationGid");
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(serviceId, "serviceId");
        Objects.requireNonNull(targetExtension, "targetExtension");
        Objects.requireNonNull(targetGuid, "targetGuid");
        SanUri.lun(lun);
    }

    String rootPath() {
        return String.join(
                ":",
                sourceGid.orElse(""),
                initiatorExtension.orElse(""),
                initiatorGuid.orElse(""),
                destinationGid,
                partitionKey.orElse(""),
                serviceId,
                lun,
                targetExtension,
                targetGuid);
    }
}
