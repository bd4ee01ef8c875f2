"""The site as people meet it: in a browser, on a running server, with its style sheets and its policy."""
