module github.com/moby/moby/v2

require github.com/containerd/platforms v1.0.0-rc.5
