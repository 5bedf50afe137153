package dev.fasti.dav;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import dev.fasti.store.path.Principal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An exchange without a network: what is asked is given, what is answered is kept. A report of jane's, if nothing else is said. */
public class RecordedExchange implements DavExchange {
    private final Hrefs hrefs;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> answerHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final String method;
    private final List<String> target;
    private final byte[] body;
    private @Nullable Viewer viewer;
    private int status;

    public RecordedExchange(String basePath) {
        this(new Hrefs(basePath), "REPORT", List.of(), new byte[0]);
        viewer = Viewer.of(new Principal("jane"));
    }

    /** A request of somebody who has not been admitted yet. */
    protected RecordedExchange(Hrefs hrefs, String method, List<String> target, byte[] body) {
        this.hrefs = hrefs;
        this.method = method;
        this.target = target;
        this.body = body;
    }

    /** Gives the request a header. */
    public final RecordedExchange with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The final status; 0 while there is no answer. */
    public int status() {
        return status;
    }

    public Optional<String> answerHeader(String name) {
        return Optional.ofNullable(answerHeaders.get(name));
    }

    /** The answer's body. */
    public byte[] answer() {
        return answer.toByteArray();
    }

    /** The answer's body as XML. */
    public XmlElement xml() {
        return new XmlReader(XmlLimits.DEFAULT).read(answer());
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public List<String> target() {
        return target;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public void admit(Viewer who) {
        viewer = who;
    }

    @Override
    public Viewer viewer() {
        if (viewer == null) {
            throw new IllegalStateException("nobody has been admitted");
        }
        return viewer;
    }

    @Override
    public String authority() {
        return "dav.example.com";
    }

    @Override
    public InetAddress client() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public Hrefs hrefs() {
        return hrefs;
    }

    @Override
    public byte[] body(long limit) {
        if (body.length > limit) {
            throw new DavException.Plain(413, "too long");
        }
        return body;
    }

    @Override
    public void setHeader(String name, String value) {
        answerHeaders.put(name, value);
    }

    @Override
    public OutputStream answer(int finalStatus) {
        status = finalStatus;
        return answer;
    }

    @Override
    public void answerEmpty(int finalStatus) {
        status = finalStatus;
    }

    @Override
    public boolean isAnswered() {
        return status != 0;
    }
}
