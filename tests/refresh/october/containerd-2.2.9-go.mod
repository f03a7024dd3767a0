module github.com/containerd/containerd/v2

require (
	github.com/containerd/log v0.1.0
	github.com/containerd/platforms v1.0.0-rc.2
)
