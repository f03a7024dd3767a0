module github.com/containerd/containerd/v2

require (
	github.com/containerd/platforms v1.0.0-rc.5
)
